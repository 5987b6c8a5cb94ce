const standIn = (name: string | symbol) => `https://${String(name).toLowerCase()}.invalid`;

/**
 * An environment in which every variable that is not known stands for an address that leads nowhere.
 *
 * `${NAME}` in a repository’s configuration never resolves from the bot’s own environment; what it stands for, only the place
 * that runs the validation knows, or the operator who lends it.
 */
export function everyVariableBut(known: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const valueOf = (name: string | symbol) =>
    typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : standIn(name);
  return new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => valueOf(name),
      getOwnPropertyDescriptor: (_, name) => ({ value: valueOf(name), enumerable: true, configurable: true }),
    },
  );
}

/** An environment in which every variable stands for an address that leads nowhere. */
export const everyVariable = everyVariableBut({});

/**
 * Tells whether a setting holds a variable whose value is not known.
 *
 * @example isStandIn(everyVariable['HOOK'] ?? '') // true
 */
export function isStandIn(text: string): boolean {
  return /https:\/\/\w+\.invalid/.test(text);
}
