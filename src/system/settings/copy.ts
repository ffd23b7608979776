/** The settings of a person. */
import { defineCopy } from '#core/copy.ts';
import { settings } from '#locales/settings.ts';

export const settingsCopy = defineCopy(settings);
