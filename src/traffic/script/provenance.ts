import type { TrafficModel } from '../../model/traffic-model.ts';

/** What the scripts were made from, the same for every file. */
export interface Provenance {
  readonly model: TrafficModel;
  /** Of the model's file, in hexadecimal. */
  readonly sha256: string;
  readonly tool: { readonly name: string; readonly version: string };
}

/** Where a file comes from, as comment lines without a clock, so that the same model gives the same bytes. */
export function provenanceLines({ model, sha256, tool }: Provenance): string[] {
  const { source, excluded } = model;
  const left = excluded.map(({ rule, count }) => `${rule} ${count}`).join(', ');
  return [
    `Written by ${tool.name} ${tool.version} from the traffic model ${sha256}`,
    `window: ${source.from ?? 'unknown'} to ${source.to ?? 'unknown'}`,
    `rows:   ${source.lines} lines, ${model.total.count} modelled, ${source.malformed} malformed, ${source.excluded} left out${left === '' ? '' : ` (${left})`}`,
    `log:    ${source.format}: ${source.files.map(({ name }) => name).join(', ')}`,
  ];
}
