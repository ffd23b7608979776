import { userId } from '#core/ids.ts';
import { peopleNamedIn } from '../../../src/features/retro/session/naming-people.ts';

const [one, other] = [userId('U1'), userId('U2')];
const namedIn = (text: string, ...names: readonly string[]) =>
  peopleNamedIn(text, new Map(names.map((name, at) => [userId(`U${at + 1}`), name])));
const isNamed = (text: string, name: string) => namedIn(text, name).length > 0;

test.each([
  ['nobody tests, and ann berg is away', 'Ann Berg'],
  ['ANN BERG decides late', 'Ann Berg'],
  ['Ann is away in June', 'Ann Berg'],
  ['too much hangs on Ann.', 'Ann Berg'],
  ['Ann’s part is late', 'Ann Berg'],
  ['Anns Teil wird spät', 'Ann Berg'],
  ['ask @ann early', 'Ann Berg'],
  ['ask @Ann.Berg early', 'Ann Berg'],
  ['<@U1> is away', 'Ann Berg'],
  ['Ada is away', 'ada'],
  ['ada is away', 'ada'],
  ['Anna-Lena is away', 'Anna-Lena Weiß'],
  ['Dr. Weiß is away', 'Dr. Weiß'],
  ['Élodie n’est pas là', 'E\u0301lodie Blanc'],
  ['Łukasz jest chory', 'Łukasz Żak'],
  ['Ann   Berg is away', 'Ann Berg'],
  ['田中太郎さんが休む', '田中太郎'],
  ['今週は田中さんが休む', '田中 太郎'],
  ['김민수가 쉰다', '김민수'],
  ['Иван уезжает', 'Иван Петров'],
  ['أحمد غائب', 'أحمد علي'],
  ['ask a.c. early, and A.C. Smith too', 'A.C. Smith'],
  ['(Ann) is away', '(Ann) [x] {2} a+b|c^d$ e\\f'],
])('%j names %j', (text, name) => {
  expect(isNamed(text, name)).toBe(true);
});

test.each([
  ['we mark it as done', 'Mark Lang'],
  ['we mark it as done', 'Mark'],
  ['the annual plan', 'Ann Berg'],
  ['Annual plans are late', 'Ann Berg'],
  ['Anna-Lena is away', 'Anna Weiß'],
  ['Lisa-Ann is away', 'Ann Berg'],
  ['berg and ann', 'Ann Berg'],
  ['mail@announce.example is down', 'Ann Berg'],
  ['plan J fails', 'J. Smith'],
  ['森林が遠い', '林'],
  ['the plan fails', ''],
  ['', 'Ann Berg'],
])('%j does not name %j', (text, name) => {
  expect(isNamed(text, name)).toBe(false);
});

test('of two with the same first name both are meant', () => {
  expect(namedIn('Ann is away', 'Ann Berg', 'Ann Lund', 'Cy')).toEqual([one, other]);
});

test('of two with other last names only the one that is written is meant, if the whole name is', () => {
  expect(namedIn('ann lund is away', 'Ann Berg', 'Ann Lund')).toEqual([other]);
});
