/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable; one that holds only blanks is not set. */
export function valueOf(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

/** Why a variable cannot be used as a web address; the value itself may hold a password and is not shown. */
export function wrongAddress(environment: Environment, name: string, protocols: readonly string[]): string[] {
  const given = valueOf(environment, name);
  if (given === undefined) return [];
  const wanted = `wanted an address that begins with ${protocols.map((one) => `${one}//`).join(' or ')}`;
  return URL.canParse(given) && protocols.includes(new URL(given).protocol)
    ? []
    : [`${name} is no such address; ${wanted}`];
}
