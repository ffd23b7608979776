/**
 * What is said of who sees what is a promise. In retrospectives each such sentence is chosen from what is stored, by `promises.ts`: nothing else can reach the
 * words, and no other sentence says such a thing. Elsewhere it is said of what is one person's own alone, which nobody else can ever read.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { features } from '../../src/features.ts';
import { retroSecrecyCopy } from '../../src/features/retro/session/promises.ts';
import { wordsFor } from '../../src/features/retro/session/words.ts';
import { systemCopies } from '../support/system-copies.ts';

const root = join(import.meta.dirname, '..', '..', 'src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
const isCopy = (path: string) => /copy\.ts$/.test(path);

/** The files outside of the catalogues that match. */
const matching = (pattern: RegExp) =>
  files
    .filter((path) => !isCopy(path) && pattern.test(readFileSync(join(root, path), 'utf8')))
    .map((path) => relative('.', path));

it('the words of promises are reached in one place alone', () => {
  expect(matching(/\bretroSecrecyCopy\b|retro\.secrecy/)).toEqual(['features/retro/session/promises.ts']);
  expect(matching(/['"`]secret\./)).toEqual(['features/retro/session/promises.ts']);
});

it('who speaks otherwise cannot say one: it does not compile', () => {
  const t = wordsFor({ locale: 'en', tz: 'UTC', now: 0 });
  // @ts-expect-error -- who may read the cards is asked of what is stored
  expect(() => t.plain('secret.cards.open')).toThrow('no catalogue has the sentence');
});

/** How one says in each language that somebody does not see something, or can. */
const promising = {
  en: /\b(nobody|no one)\b( else)? (sees(?! to)|reads|learns|is told)|\b(shown|told) to nobody|never shown|\bsecret\b|names (are|stay) hidden|hidden names|eyes alone|\bcan (then |already |still )?(be )?read\b[^.]*\bcards?\b|\bcards?\b[^.]*\bcan (then |already |still )?(be )?read\b|see[ns]? only|sees no card/i,
  de: /\b(sieht|liest|erfährt) (sonst )?niemand|\bniemand( sonst)? (sieht|liest|erfährt)|niemandem gezeigt|nie gezeigt|\bgeheim\b|namen (sind|bleiben) verborgen|verborgene namen|nur für dich|karten[^.]*\b(schon zu lesen|lesen können|können[^.]*lesen)\b|sieht keine karte/i,
} as const;

/**
 * Said of what is a person's own row, which nobody else reads whatever is under embargo: what they typed and have not saved, what they said of a lesson or of a
 * digest, whether they write. And of lessons, where each is chosen by whether names are hidden in what is stored of it.
 */
const ofOwnRows: Readonly<Record<string, readonly string[]>> = {
  shared: ['form.keeps'],
  journey: ['ask.why', 'ask.last', 'invite.intro', 'invitation.why', 'named.why'],
  // What an export leaves out for everybody but the person themselves.
  // … and of answers that no row has with a person, which ballots-erased shows.
  exports: ['forAdmins', 'data.answer.open'],
  lessons: [
    'form.asks.hidden',
    'form.asksNobody',
    'ask.hidden',
    'ask.until',
    'ask.agreedHidden',
    'ask.stays',
    'said.used',
    'said.useful',
  ],
  // Of evidence packs, which are their owners' own rows.
  thanks: ['practice.does', 'evidence.intro', 'evidence.wordsKept', 'help.evidence'],
  // Of who takes part in rounds, their pauses and answers: own rows, which coaching-joining, -rounds and -rests show in nobody else's sight.
  coaching: [
    'practice.does',
    'help.unseen',
    'join.teamMeans',
    'join.unseen',
    'pause.what',
    'pause.done',
    'stop.done',
    'round.until',
    'round.said.no',
    'round.restsMeans',
  ],
  // Of what one offers, looks for, and answers to an ask or a check: own rows as well, by coaching-mentors and coaching-meetings.
  'coaching with a mentor': [
    'check.means',
    'check.said.on',
    'check.said.pause',
    'check.said.end',
    'offer.intro',
    'find.intro',
    'ask.said.no',
  ],
  // Of answers that no row has with a person, which pulse.test and ballots.test show; and of a press that is not stored.
  pulse: ['practice.does', 'page.open', 'lead.notNow', 'ask.voluntary', 'promise.seen'],
  // Of hand-over interviews, which are own rows, counted by nobody: reorg-interview shows it.
  reorg: [
    'practice.does',
    'help.people',
    'interview.unseen',
    'interview.intro',
    'successor.none',
    'successor.left',
    'answered.over',
    'told.handedBack',
  ],
  // Of sheets, which are own rows, and of what two people share by name: purpose.test shows both in nobody else's sight.
  purpose: [
    'practice.does',
    'help.share',
    'sheet.keeps',
    'sheet.keepsShared',
    'share.channelHint',
    'shared.means',
  ],
  // Of who follows a pathway, what they finished and want to use: own rows, which pathways-walking shows in nobody else's sight.
  pathways: ['practice.does'],
  'following a pathway': [
    'follow.means',
    'follow.done',
    'use.means',
    'finish.done',
    'finish.asked',
    'told.did.yes',
    'told.did.partly',
    'told.did.no',
    'settings.channelHint',
    'show.channelHint',
    'did.how',
  ],
  // Reading a calendar leaves nothing anywhere, which calendar-address shows.
  calendars: ['contains'],
  // Of a no that is its author’s own row, of who ended it, which is stored nowhere, and of rows for two people by name: stretch-unseen shows it.
  stretch: ['offer.means', 'name.why', 'out.means.all'],
  // Chosen by whether a guest is among those who read the channel, as it is stored.
  digest: ['told.noted', 'silent.guest', 'silent.told.guest'],
};

it.each([...features, ...systemCopies])(
  'no other sentence of $name promises that something is not seen',
  (all) => {
    const { en, de = {} } = all.copy.sentences;
    const found = Object.keys(en).filter(
      (key) =>
        !key.startsWith('secret.') && (promising.en.test(en[key] ?? '') || promising.de.test(de[key] ?? '')),
    );
    const allowed = ofOwnRows[all.name] ?? [];
    expect(found.filter((key) => !allowed.includes(key))).toEqual([]);
  },
);

it('what promises something says so in these words', () => {
  const { en, de = {} } = retroSecrecyCopy.sentences;
  const secret = Object.keys(en).filter((key) => key.startsWith('secret.'));
  // Most of them: a vocabulary that finds none would find nothing anywhere.
  const known = (said: Readonly<Record<string, string>>, pattern: RegExp) =>
    secret.filter((key) => pattern.test(said[key] ?? '')).length;
  expect(known(en, promising.en)).toBeGreaterThan(secret.length / 2);
  expect(known(de, promising.de)).toBeGreaterThan(secret.length / 3);
});
