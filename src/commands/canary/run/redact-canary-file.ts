import { redactSecrets } from '../../../config/redact.ts';
import { CanaryFile } from '../../../model/canary/canary-file.ts';

/** Strikes the secrets out of what was read, wherever a server repeats them, before it is judged. */
export function redactCanaryFile(file: CanaryFile, secrets: readonly string[]): CanaryFile {
  const text = JSON.stringify(file);
  const redacted = redactSecrets(text, secrets);
  return redacted === text ? file : CanaryFile.parse(JSON.parse(redacted));
}
