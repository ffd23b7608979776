/** All that is tried without anybody pressing anything, in this order. */
import type { Check } from './check.ts';
import { direct } from './checks/direct.ts';
import { files } from './checks/files.ts';
import { identity } from './checks/identity.ts';
import { sizes } from './checks/limits.ts';
import { mentions } from './checks/mentions.ts';
import { posting } from './checks/posting.ts';
import { reads } from './checks/reads.ts';
import { homes } from './checks/views.ts';

export const checks: readonly Check[] = [
  ...identity,
  ...reads,
  ...posting,
  ...mentions,
  ...sizes,
  ...files,
  ...direct,
  ...homes,
];
