/** Sentences about a workspace's settings. */
import { defineCopy } from '#core/copy.ts';
import { workspace } from '#locales/workspace.ts';

export const workspaceCopy = defineCopy(workspace);
