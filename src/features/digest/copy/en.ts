/** Every sentence of the weekly digest, in English. */
import { dataEn } from './data.en.ts';

export const en = {
  ...dataEn,
  'ritual.title': 'Weekly digest',
  'ritual.what':
    'Once a week I show at most six things worth knowing: what others learned, who presents next. When there is nothing, I stay quiet.',

  'digest.title': 'Worth Knowing This Week',
  'digest.gone':
    'What stood here was taken back, or is not for everybody here any more. There is nothing to do.',
  'digest.how': 'At most six things a week. `/lore settings` changes or ends this.',
  'digest.howOwner':
    'Looked after by {owner}. At most six things a week; `/lore settings` changes or ends it.',
  'digest.notForMe': 'Not for me',

  'recall.noLonger': 'No longer true',
  'recall.holds': 'It still holds',
  'recall.untrue': '{by} says that this is no longer true, so I do not recall it again.',
  'recall.somebody': 'Somebody',

  'told.noted':
    'Noted: when I choose for others, I count that it was not for you. Nobody sees who said so. Press again to take it back.',
  'told.back': 'Taken back.',
  'refused.gone': 'This is not there any more, or you are not in its channel any more.',
} as const;

export type DigestKey = keyof typeof en;
