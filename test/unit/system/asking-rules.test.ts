/** What somebody wants to know who writes to Lore, without any language model. */
import fc from 'fast-check';
import { loreCopy } from '../../../src/slack/copy.ts';
import { prompts } from '../../../src/slack/manifest/manifest.ts';
import { isQuestion, meaningOf } from '../../../src/system/asking/rules.ts';
import { often } from '../../support/often.ts';

describe('what somebody wrote', () => {
  it.each([
    ['What did we learn about migrations?', 'migrations'],
    ['what have we learned about on-call rotations so far?', 'on-call rotations'],
    ['Do we know anything about working with the platform team', 'working with the platform team'],
    ['hey Lore, could you show me lessons about Postgres please?', 'Postgres'],
    ['migrations', 'migrations'],
    ['Was haben wir über Migrationen gelernt?', 'Migrationen'],
    ['Hallo Lore, was wissen wir über die Rufbereitschaft?', 'Rufbereitschaft'],
    ['Wer weiß etwas zu Kubernetes?', 'Kubernetes'],
    ['Hat jemand schon etwas über Gehaltsbänder gelernt', 'Gehaltsbänder'],
    ['移行について何を学びましたか', '移行について何を学びましたか'],
    ['postgres by:me since:2026-01', 'postgres by:me since:2026-01'],
    ['in:<#C1> migrations', 'in:<#C1> migrations'],
    ['<@U1> what about migrations :tada:', 'migrations'],
    ['“about a boy”', '“about a boy”'],
    ['error 503', 'error 503'],
  ])('“%s” is searched for by “%s”', (typed, words) => {
    expect(meaningOf(typed)).toEqual({ want: 'search', words, isCut: false });
  });

  it.each([
    ['What did we learn?', 'newest'],
    ['what’s new', 'newest'],
    ['Was gibt es Neues?', 'newest'],
    ['What did I learn lately?', 'mine'],
    ['Was habe ich gelernt?', 'mine'],
    ['topics', 'topics'],
    ['Which topics do we have?', 'topics'],
    ['Welche Themen kennst du?', 'search'],
    ['hi', 'help'],
    ['Guten Morgen!', 'help'],
    ['?', 'help'],
    ['what can you do?', 'help'],
    ['Wie funktioniert das?', 'help'],
    ['thank you so much!', 'thanks'],
    ['Vielen Dank', 'thanks'],
    ['super danke', 'thanks'],
    ['/retro', 'command'],
    ['  /lessons add', 'command'],
    ['', 'wordless'],
    [':tada:', 'wordless'],
    ['🎉🎉', 'wordless'],
    ['<@U1>', 'wordless'],
  ] as const)('“%s” is %s', (typed, want) => {
    expect(meaningOf(typed).want).toBe(want);
  });

  it.each(['en', 'de'] as const)('that a prompt of the manifest suggests is understood in %s', (locale) => {
    const t = loreCopy.in(locale, 'UTC');
    expect(prompts.map((prompt) => meaningOf(t.plain(`prompt.${prompt}`)).want)).toEqual([...prompts]);
  });

  it('is understood whatever it is, in few words, and words are only dropped in front and at the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 1200 }), (typed) => {
        const { want, words, isCut } = meaningOf(typed);
        expect(words.length).toBeLessThanOrEqual(500);
        expect(words === '').toBe(want !== 'search');
        if (!isCut) for (const word of words.split(' ')) expect(typed).toContain(word);
      }),
      often(300),
    );
  });

  it.each([
    ['what did we learn about it?', true],
    ['Was wissen wir darüber', true],
    ['and migrations?', true],
    ['I will do that on Monday', false],
    ['done', false],
    ['wasserdicht', false],
  ])('“%s” in the thread of something else is a question: %s', (typed, is) => {
    expect(isQuestion(typed)).toBe(is);
  });
});
