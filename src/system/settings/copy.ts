/** Sentences about a person's settings. */
import { defineCopy } from '#core/copy.ts';
import { settings } from '#locales/settings.ts';

export const settingsCopy = defineCopy(settings);
