import { rotation } from '../../../locales/rotation.ts';
import { defineCopy } from '../../core/copy.ts';

export const rotationCopy = defineCopy(rotation);
