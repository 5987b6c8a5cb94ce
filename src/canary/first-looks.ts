import type { PairedReading } from './pair-sides.ts';
import type { Measured, SideReading } from './side-reading.ts';

/** The readings of the first so many looks; the last stretch is cut where it goes beyond. */
export function firstLooks(readings: readonly PairedReading[], looks: number): PairedReading[] {
  let left = looks;
  return readings.flatMap((reading) => {
    const count = Math.min(left, reading.canary.pods.length);
    left -= count;
    if (count === reading.canary.pods.length) return count === 0 ? [] : [reading];
    return count === 0 ? [] : [{ canary: cut(reading.canary, count), baseline: cut(reading.baseline, count) }];
  });
}

/** How many looks there are in all. */
export function looksIn(readings: readonly PairedReading[]): number {
  return readings.reduce((sum, { canary }) => sum + canary.pods.length, 0);
}

function cut(reading: SideReading, count: number): SideReading {
  const measures = [...reading.measures].map(([key, measured]) => [key, cutRows(measured, count)] as const);
  const slices = [...reading.slices].map(([slice, pods]) => [slice, pods.slice(0, count)] as const);
  return { ...reading, measures: new Map(measures), pods: reading.pods.slice(0, count), slices: new Map(slices) };
}

function cutRows(measured: Measured, count: number): Measured {
  switch (measured.kind) {
    case 'counts':
      return { ...measured, rows: measured.rows.slice(0, count) };
    case 'histogram':
      return { ...measured, rows: measured.rows.slice(0, count) };
    case 'gauge':
      return { ...measured, rows: measured.rows.slice(0, count) };
  }
}
