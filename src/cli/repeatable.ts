import { Option } from 'commander';

/** An option that may be given several times; `inputs.list` gives all of its values. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, `${description}; may be given several times`)
    .default([], 'none')
    .argParser((value: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), value]);
}
