import fc from 'fast-check';
import { documentKinds } from '../../../src/core/document.ts';
import { documentRef, readPath, refAt } from '../../../src/core/read-path.ts';
import { often } from '../../support/often.ts';

const address = 'https://lore.example.org/here';
const ids = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((id) => id.length <= 200 && !/\p{Cc}/u.test(id));

describe('where a document is read', () => {
  it('is an address of which the document is read again, whatever its id', () => {
    fc.assert(
      fc.property(fc.constantFrom(...documentKinds), ids, (kind, id) => {
        const path = readPath({ kind, id });
        // A browser takes these two for folders, whatever they are written as.
        fc.pre(!['.', '..'].includes(id));
        expect(path).toMatch(/^\/read\/[a-z]+\/[!-~]+$/);
        expect(refAt(`${address}${path}`, address)).toEqual({ kind, id });
        expect(refAt(`${address}${path}?q=1#2`, address)).toEqual({ kind, id });
      }),
      often(200),
    );
  });

  it('is also found where a proxy has decoded a slash of a topic', () => {
    expect(refAt(`${address}/read/topic/ci/cd`, address)).toEqual({ kind: 'topic', id: 'ci/cd' });
  });

  it.each([
    ['another host', 'https://lore.example.com/here/read/lesson/1'],
    ['another port', 'https://lore.example.org:8443/here/read/lesson/1'],
    ['no TLS', 'http://lore.example.org/here/read/lesson/1'],
    ['another path', 'https://lore.example.org/read/lesson/1'],
    ['out of the folder', 'https://lore.example.org/here/read/../lesson/1'],
    ['the search', 'https://lore.example.org/here/read?q=lesson'],
    ['no id', 'https://lore.example.org/here/read/lesson/'],
    ['another kind', 'https://lore.example.org/here/read/card/1'],
    ['what is no text', 'https://lore.example.org/here/read/lesson/%E0%A4%A'],
    ['no address', 'read/lesson/1'],
  ])('is not %s', (_, url) => {
    expect(refAt(url, address)).toBeNull();
  });

  it('has no id that is too long, half a sign, or holds what nobody sees', () => {
    for (const id of ['x'.repeat(201), '\ud800', 'a\u0000b', 'a\r\nb', ''])
      expect(documentRef('lesson', id)).toBeNull();
    expect(documentRef('lesson', 'x'.repeat(200))).not.toBeNull();
  });
});
