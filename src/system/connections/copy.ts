/** Sentences about connected tools. */
import { defineCopy } from '#core/copy.ts';
import { connections } from '#locales/connections.ts';

export const connectionsCopy = defineCopy(connections);
