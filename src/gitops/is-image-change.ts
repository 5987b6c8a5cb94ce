import { replaceYamlValue } from '../rollout/yaml-value.ts';
import type { ChangedText } from './changed-images.ts';

/** One value of one file. */
export interface ImagePlace {
  readonly file: string;
  readonly key: string;
}

/** Whether a change writes one image at one place, and does nothing else. */
export function isImageChange(files: readonly ChangedText[], { file, key }: ImagePlace, image: string): boolean {
  const [only, ...others] = files;
  if (only === undefined || others.length > 0 || only.path !== file || only.before === null) return false;
  const wanted = replaceYamlValue(only.before, key, image);
  return wanted.kind === 'value' && wanted.value === only.after;
}
