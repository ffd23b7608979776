/** The sentences of locales/<language>/data.json. Made by `npm run generate`. */
import type { Catalogues, None, Value } from '#core/sentence.ts';
import en from './en/data.json' with { type: 'json' };
import de from './de/data.json' with { type: 'json' };
import type { SharedSentences } from '#locales/shared.ts';

/** What each sentence takes. */
export interface DataSentences extends SharedSentences {
  title: None;
  text: None;
  show: None;
  send: None;
  'title.file': None;
  'file.text': None;
  'file.coming': None;
  erase: None;
  eraseTitle: None;
  eraseText: None;
  eraseYes: None;
  erased: None;
  modal: None;
  allModal: None;
  pageAsOf: { readonly page: number; readonly pages: number; readonly at: Value };
  empty: None;
  forAdmins: None;
  showAll: None;
  left: None;
  notAdmin: None;
  leftModal: None;
  leftText: None;
  leftNobody: None;
  leftPerson: { readonly person: Value; readonly id: Value };
  leftErase: None;
  leftEraseTitle: None;
  leftEraseText: None;
  leftGone: None;
  'data.lore': None;
  'data.standing': None;
  'data.standing.member': None;
  'data.standing.guest': None;
  'data.standing.external': None;
  'data.standing.bot': None;
  'data.standing.deactivated': None;
  'data.name': None;
  'data.timeZone': None;
  'data.language': None;
  'data.chosenLanguage': None;
  'data.workingDays': None;
  'data.workingDays.monday': None;
  'data.workingDays.tuesday': None;
  'data.workingDays.wednesday': None;
  'data.workingDays.thursday': None;
  'data.workingDays.friday': None;
  'data.workingDays.saturday': None;
  'data.workingDays.sunday': None;
  'data.workingHours': None;
  'data.holidays': None;
  'data.awayUntil': None;
  'data.backOn': None;
  'data.channels': None;
  'data.userGroups': None;
  none: None;
  yes: None;
  no: None;
  unseen: None;
}
export type DataKey = keyof DataSentences;

export const data: Catalogues<DataSentences> = { en, de };
