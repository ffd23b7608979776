import fc from 'fast-check';
import { cutQuery, cutRow, mostTerms, mostWords, type QueryWord, topicTerm } from '#core/search/cut.ts';
import { isWord, type Term } from '#core/search/stored.ts';

const none = { title: '', topics: '', useWhen: '', text: '' };
/** What stands in the text itself, without stems; signs as they are typed. */
const wordsIn = (text: string) => [...cutRow({ ...none, text }).terms.keys()].filter(isWord).map(plain);
const plain = (term: Term) => term.normalize('NFKC');

/** Whether a row with this text has all words of a search, in any form. */
function isFound(query: string, text: string): boolean {
  const { terms } = cutRow({ ...none, text });
  const has = ({ exact, stems, parts }: QueryWord): boolean =>
    [exact, ...stems].some((term) => terms.has(term)) || (parts.length > 0 && parts.every(has));
  const words = cutQuery(query);
  return words.length > 0 && words.every(has);
}

describe('Text is cut into words', () => {
  it.each([
    ['case', 'POSTGRES Kafka', 'postgres KAFKA'],
    ['accents', 'café señor', 'cafe senor'],
    ['accents left out in the text', 'cafe', 'café'],
    ['umlauts and ß', 'Straße Übung', 'strasse ubung'],
    ['the Turkish dotted and dotless i', 'İSTANBUL ısı', 'istanbul isi'],
    ['final sigma', 'ΟΔΟΣ', 'οδος οδός'],
    ['ё', 'полёт', 'полет'],
    ['full-width letters', 'ｄｅｐｌｏｙ', 'deploy'],
    ['half-width kana', 'ﾃﾞｰﾀﾍﾞｰｽ', 'データベース'],
    ['ligatures', 'ﬁle', 'file'],
    ['letters in two characters', 'cafe\u0301', 'café'],
    ['soft hyphens and spaces without width', 'de\u00adploy\u200bment', 'deployment'],
    ['Arabic marks and stretched words', 'كِتَابٌ محـــمد', 'كتاب محمد'],
    ['typographic apostrophes', 'don’t', "don't dont"],
  ])('whatever the %s', (_what, text, query) => {
    expect(isFound(query, text)).toBe(true);
    expect(isFound(text, query)).toBe(true);
  });

  it('and keeps marks that make another letter of it', () => {
    expect(wordsIn('край')).not.toEqual(wordsIn('краи'));
    expect(isFound('か', 'が')).toBe(false);
    expect(isFound('कि', 'क')).toBe(false);
  });

  it.each([
    ['English', 'The migrations were deployed to all of the servers', 'deploying migration server'],
    ['German', 'Die Datenbanken wurden auf einem der Server wiederhergestellt', 'Datenbank'],
    ['French', 'Les tables ont été modifiées par une migration', 'table modifiée'],
    ['Spanish', 'Las pruebas fallaron por una de las conexiones', 'prueba conexión'],
    ['Portuguese', 'As configurações não foram salvas em uma das contas', 'configuração conta'],
    ['Italian', 'Le prove sono state fatte con una delle macchine', 'macchina prova'],
    ['Dutch', 'De wijzigingen zijn niet in een van de tabellen', 'wijziging tabel'],
    ['Polish', 'To jest jedna z baz i nie ma w niej tabeli', 'tabela'],
    ['Russian', 'Мы обновили таблицы', 'таблица'],
    ['Hindi', 'हमने लड़कियों को बताया', 'लड़की'],
  ])('whose forms find each other in %s', (_language, text, query) => {
    expect(isFound(query, text)).toBe(true);
  });

  it.each([
    ['Japanese', '本番の設定を手で変えない', '設定'],
    ['Chinese', '部署之前先写文档', '文档'],
    ['Korean', '데이터베이스를 복구했다', '복구'],
    ['Thai', 'การทดสอบระบบ', 'ทดสอบ'],
    ['Lao', 'ລະບົບຂໍ້ມູນ', 'ລະບົບ'],
    ['Khmer', 'ប្រព័ន្ធទិន្នន័យ', 'ទិន្នន័យ'],
    ['Burmese', 'ဒေတာဘေ့စ်', 'ဒေတာ'],
    ['one character of Chinese', '部署之前', '部'],
    ['Japanese beside Latin letters', 'PostgreSQLの設定', 'postgresql 設定'],
  ])('and scripts without spaces into characters and pairs: %s', (_script, text, query) => {
    expect(isFound(query, text)).toBe(true);
  });

  it('and pairs that do not stand side by side are not found', () => {
    expect(isFound('定設', '本番の設定')).toBe(false);
  });

  it.each([
    ['a name with signs', 'C++ and C#', ['c++', 'c', 'and', 'c#']],
    ['options', 'git push --force -i', ['git', 'push', '--force', 'force', '-i', 'i']],
    ['operators', 'a && b || c', ['a', '&&', 'b', '||', 'c']],
    ['signs alone', '% * != =>', ['%', '*', '!=', '=>']],
    ['snake case', 'pg_stat_activity', ['pgstatactivity', 'pg', 'stat', 'activity']],
    ['camel case', 'userName HTTPServer', ['username', 'user', 'name', 'httpserver', 'http', 'server']],
    [
      'names with points and colons',
      'foo.bar() node:fs Foo::Bar',
      ['foobar', 'foo', 'bar', 'nodefs', 'node', 'fs'],
    ],
    ['letters and digits', 'python3', ['python3', 'python', '3']],
    ['variables and files', '$HOME .env @media', ['$home', 'home', '.env', 'env', '@media', 'media']],
    ['quoted code', '`--force`, "x"', ['--force', 'force', 'x']],
    ['no punctuation', 'Well, (yes). "No!" … {}', ['well', 'yes', 'no']],
    ['clitics', "team's don't l'avion", ['team', 'dont', 'lavion', 'l', 'avion']],
    ['emoji, whatever their colour', '🎉 👍🏽 👩‍👩‍👧 🇩🇪 ❤️', ['🎉', '👍', '👩‍👩‍👧', '🇩🇪', '❤']],
  ])('with code and signs: %s', (_what, text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  it.each([
    ['user_name', 'userName'],
    ['userName', 'user name'],
    ['e-mail', 'email'],
    ['email', 'e-mail'],
    ['activity', 'pg_stat_activity'],
    ['pg_stat_activity', 'select * from pg_stat_activity;'],
    ['--force', 'git push --force origin'],
    ['force', '--force'],
    ['foo.bar()', 'calls foo.bar(1)'],
  ])('%s finds %s', (query, text) => {
    expect(isFound(query, text)).toBe(true);
  });

  it('long words are cut off, and found by what is left', () => {
    const key = `sha${'0123456789abcdef'.repeat(20)}`;
    expect(isFound(key, `The key is ${key}.`)).toBe(true);
    expect(Math.max(...wordsIn(key).map(({ length }) => length))).toBeLessThanOrEqual(64);
  });

  it('a row has a bounded number of terms, title, topics and "use when" first', () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `word${at}`).join(' ');
    const { terms } = cutRow({ title: 'Backup', topics: 'disks', useWhen: 'full', text });
    expect(terms.size).toBe(mostTerms);
    expect([...terms.keys()]).toEqual(expect.arrayContaining(['backup', 'disks', 'full', 'word0']));
  });

  it('each text in its own language, whichever text was cut before', () => {
    const stems = (text: string) =>
      [...cutRow({ ...none, text }).terms.keys()].filter((term) => term.startsWith('·'));
    const [english, german] = ['it was in the rollen of that day', 'das ist in der rollen und mit dem'];
    const before = stems(english);
    expect(before).not.toContain('·roll');
    expect(stems(german)).toContain('·roll');
    expect(stems(english)).toEqual(before);
  });

  it('topics are terms as a whole, too', () => {
    const { terms } = cutRow({ ...none, topics: 'Postgres, Incident Response,,' });
    const topic = (typed: string) => terms.get(topicTerm(typed) ?? ('' as Term))?.topics;
    expect(topic('incident response')).toBe(1);
    expect(topic('POSTGRES')).toBe(1);
    expect(topic('incident')).toBeUndefined();
    expect(topicTerm(' , ')).toBeNull();
  });
});

describe('A search is cut', () => {
  it.each([
    ['nothing', '', 0],
    ['spaces', ' \t\n\u3000 ', 0],
    ['a lone quote', '"', 0],
    ['NUL and half a character', '\0 \ud800', 0],
    ['a sign of a pattern', '%', 1],
    ['a star', '*', 1],
    ['a repeated word once', 'go go GO', 1],
    ['a quoted phrase as its words', '"zero downtime"', 2],
    ['100 words', Array.from({ length: 100 }, (_, at) => `w${at}x`).join(' '), 100],
    ['500 characters', 'x'.repeat(500), 1],
  ])('%s', (_what, typed, words) => {
    expect(cutQuery(typed)).toHaveLength(words);
  });

  it('into a bounded number of words', () => {
    const typed = Array.from({ length: 1000 }, (_, at) => `word${at}`).join(' ');
    expect(cutQuery(typed)).toHaveLength(mostWords);
  });

  it('and knows which words say little, in the language of the search', () => {
    const small = (typed: string) => cutQuery(typed).flatMap((one) => (one.isSmall ? one.typed : []));
    expect(small('how do I restore the backup')).toEqual(['how', 'do', 'i', 'the']);
    expect(small('wie stelle ich die Sicherung wieder her')).toEqual(['wie', 'ich', 'die']);
  });
});

describe('Whatever text there is', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom(...Array.from('aB3_-.:+#$"\'%* é ßİσ本のｶﾞ한글ก็ \u0301\u0327🎉\u200d\0\ud800')),
      maxLength: 60,
    }),
  );

  it('is cut as its normal forms are', () => {
    fc.assert(
      fc.property(text, (one) => {
        const words = wordsIn(one.toWellFormed());
        for (const form of ['NFC', 'NFD', 'NFKC'] as const)
          expect(wordsIn(one.toWellFormed().normalize(form))).toEqual(words);
      }),
      { examples: [['\u0301\uff9e']] },
    );
  });

  it('is found by itself', () => {
    fc.assert(
      fc.property(text, (one) => {
        const words = cutQuery(one);
        if (words.length > 0) expect(isFound(one, one)).toBe(true);
      }),
    );
  });
});
