import { looksSecret } from './secret-places.ts';
import { type MapTree, type Path, scalarsOf } from './tree.ts';

/** Every secret that is written into a configuration itself: credentials, secret headers, the webhook, passwords and queries of addresses. */
export function collectSecrets(tree: MapTree): string[] {
  const secrets = new Set<string>();
  for (const { path, scalar } of scalarsOf(tree)) {
    if (typeof scalar.value === 'string') for (const secret of secretsIn(scalar.value, path)) secrets.add(secret);
  }
  return [...secrets].filter((secret) => secret !== '');
}

function secretsIn(text: string, path: Path): string[] {
  // What is left of a variable that could not be replaced is needed in its mistake.
  if (path.at(-1) === 'user' || text.startsWith('${')) return [];
  if (looksSecret(path) || isUnknownDatabase(text, path)) return [text];
  return URL.canParse(text) ? secretsInAddress(new URL(text)) : [];
}

/** "host=… password=…" and whatever else is not taken for the address of a database may hold a password anywhere. */
function isUnknownDatabase(text: string, path: Path): boolean {
  const isDatabase = path.at(-1) === 'url' && path.at(-3) === 'data';
  return isDatabase && !(/^\w+:\/\//.test(text) && URL.canParse(text));
}

function secretsInAddress({ protocol, password, searchParams }: URL): string[] {
  // What follows a database’s address says how to connect ("sslmode=require"), but for a password.
  const parameters = protocol.startsWith('postgres') ? searchParams.getAll('password') : [...searchParams.values()];
  return [password, decodeSafely(password), ...parameters];
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
