import { defineCopy } from '#core/copy.ts';
import { journey } from '#locales/journey.ts';

export const journeyCopy = defineCopy(journey);
