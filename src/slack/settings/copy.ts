/** The settings of a person. */
import { settings } from '../../../locales/settings.ts';
import { defineCopy } from '../../core/copy.ts';

export const settingsCopy = defineCopy(settings);
