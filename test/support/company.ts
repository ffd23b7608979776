/** The made-up company: its workspace, some of its channels, and some of its people with the channels that they are in. */
import { teamId } from '../../src/core/ids.ts';

export const team = teamId('T0LINDGROVE');
export const learning = 'C0LEARNING';
export const website = 'C0WEBSITE';
export const secretly = 'C0PEOPLE';
export const withHarbour = 'C0HARBOUR';
/** Project lead: in `learning`, `website` and `withHarbour`. */
export const mara = 'U0MARA';
/** Head of people: in `learning` and `secretly`. */
export const katrin = 'U0KATRIN';
/** In `learning` and `website`. */
export const priya = 'U0PRIYA';
/** Head of product: in `learning`, `secretly` and `withHarbour`. */
export const seun = 'U0SEUN';
/** In `website`. */
export const diego = 'U0DIEGO';
/** In `website`. */
export const hana = 'U0HANA';
/** A guest, in `website`. */
export const sam = 'U0SAM';
/** Admin: in `secretly`. */
export const ines = 'U0INES';
