/** The settings of a workspace. */
import { defineCopy } from '#core/copy.ts';
import { workspace } from '#locales/workspace.ts';

export const workspaceCopy = defineCopy(workspace);
