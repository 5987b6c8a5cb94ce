import { z } from 'zod';
import { mostCounted } from '../evidence.ts';

/** How many of something: a whole number that JavaScript counts exactly. */
export const Count = z.int().nonnegative().max(mostCounted);

/** A share of a whole, 0 to 1. */
export const Share = z.number().min(0).max(1);

/** Times, sizes and rates: finite and not below zero. */
export const Amount = z.number().nonnegative().max(mostCounted);
