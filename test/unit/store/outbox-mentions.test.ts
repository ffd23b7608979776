/** Which ids a reference names: what is erased or grown old is found by them, and taken out of them. */
import { mentions, withoutMention, wordsIn } from '../../../src/store/outbox/mentions.ts';

describe('the ids in a text', () => {
  it('are its words, whatever stands around and between them', () => {
    expect(wordsIn('{"retro":"id-1", "by":"U1"}')).toEqual(['retro', ':', 'id-1', 'by', ':', 'U1']);
    expect(wordsIn('retro.main|C1|n=7,id=a_b:c')).toEqual(['retro.main', 'C1', 'n', '7', 'id', 'a_b:c']);
    expect(wordsIn('  ')).toEqual([]);
  });

  it('are named by any of several texts, and by none that is not there', () => {
    expect(mentions('id-1', null, 'post|id-2', 'post|id-1')).toBe(true);
    expect(mentions('id-1', null, 'post|id-2')).toBe(false);
    expect(mentions('id-1')).toBe(false);
  });

  it('are whole: a longer one that begins or ends so is another', () => {
    expect(mentions('id-1', 'post|id-12')).toBe(false);
    expect(mentions('id-1', 'post|an-id-1')).toBe(false);
  });

  it('are replaced wherever they stand, and nothing else is', () => {
    expect(withoutMention('U1', '{"by":"U1","to":"U12","of":["U1"]}')).toBe(
      '{"by":"erased","to":"U12","of":["erased"]}',
    );
    expect(withoutMention('U1', 'post|U2')).toBe('post|U2');
  });
});
