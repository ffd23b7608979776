/** The settings of a workspace. */
import { workspace } from '../../../locales/workspace.ts';
import { defineCopy } from '../../core/copy.ts';

export const workspaceCopy = defineCopy(workspace);
