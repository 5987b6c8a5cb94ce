import { z } from 'zod';
import { parseDuration } from '../model/duration.ts';
import { parsePercentage } from './percentage.ts';
import { parseSelector } from './selector.ts';

/** Builds a field that is written as a word in YAML and parsed by `parse`, whose error says what was wanted. */
export function word<T>(parse: (text: string) => T) {
  return z.union([z.string(), z.number()]).transform((given, context) => {
    try {
      return parse(String(given));
    } catch (error) {
      context.issues.push({
        code: 'custom',
        message: error instanceof Error ? error.message : String(error),
        input: given,
      });
      return z.NEVER;
    }
  });
}

// The title says the form and stays where a field's own description says the meaning.
export const Duration = word(parseDuration).meta({ title: 'a duration such as 30s, 20m, 1h or 7d' });
export const Percentage = word(parsePercentage).meta({ title: 'a share such as 0.2 or 20%' });
export const LabelName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a label name: letters, digits and _, not starting with a digit');
export const Selector = z
  .union([word(parseSelector), z.record(LabelName, z.string())])
  .describe('labels that select the series, label=value or a map; never raw PromQL');
export const Address = z.url({ protocol: /^https?$/, error: 'an address that starts with http:// or https://' });
export const RepositoryPath = z
  .string()
  .regex(/^(?!.*\.\.)[A-Za-z0-9._-][A-Za-z0-9._/-]{0,199}$/, 'a path from the repository’s root, without ..');
