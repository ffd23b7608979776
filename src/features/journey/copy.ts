import { journey } from '../../../locales/journey.ts';
import { defineCopy } from '../../core/copy.ts';

export const journeyCopy = defineCopy(journey);
