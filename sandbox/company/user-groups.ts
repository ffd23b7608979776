/** The user groups of the made-up company. Whoever is in one need not be in the channel where it is used. */
import type { UserGroup } from '../state/world.ts';
import { LINDGROVE } from './people.ts';

const DAY = 86_400_000;

type Row = readonly [
  id: string,
  handle: string,
  name: string,
  description: string,
  members: readonly string[],
];

const GROUPS: readonly Row[] = [
  ['S0LEADS', 'leads', 'Leads', 'People who lead a team or a project', ['U0SEUN', 'U0KATRIN', 'U0MARA']],
  [
    'S0FRONTEND',
    'front-end',
    'Front end',
    'Everyone who works on what customers see',
    ['U0PRIYA', 'U0DIEGO', 'U0ELLIOT', 'U0SAM', 'U0MEILING'],
  ],
];

/** @param at when the company begins, epoch milliseconds */
export const makeUserGroups = (at: number): UserGroup[] =>
  GROUPS.map(([id, handle, name, description, members]) => ({
    id,
    teamId: LINDGROVE,
    handle,
    name,
    description,
    creator: 'U0INES',
    createdAt: at - 200 * DAY,
    updatedAt: at - 90 * DAY,
    disabledAt: 0,
    members: [...members],
  }));
