import { lessons } from '../../../locales/lessons.ts';
import { defineCopy } from '../../core/copy.ts';

export const lessonsCopy = defineCopy(lessons);
