const standIn = (name: string | symbol) => `https://${String(name).toLowerCase()}.invalid`;

/**
 * An environment in which every variable stands for an address that leads nowhere.
 *
 * `${NAME}` in a repository’s configuration never resolves from the bot’s own environment; what it stands for, only the place
 * that runs the validation knows.
 */
export const everyVariable: Readonly<Record<string, string>> = new Proxy<Record<string, string>>(
  {},
  {
    get: (_, name) => standIn(name),
    getOwnPropertyDescriptor: (_, name) => ({ value: standIn(name), enumerable: true, configurable: true }),
  },
);
