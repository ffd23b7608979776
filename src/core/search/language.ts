/**
 * In which language a text is, and what the forms of a word have in common. The small words of a language, which most of its sentences have, tell
 * it well enough: a wrong guess costs no more than an inflected form that is not found. They also say which words of a search say little.
 */
import {
  arabic,
  danish,
  dutch,
  english,
  finnish,
  french,
  german,
  greek,
  hindi,
  italian,
  polish,
  portuguese,
  russian,
  spanish,
  swedish,
  turkish,
} from 'multilingual-stemmer';

type Stem = (word: string) => string;

/** Languages in Latin letters: their small words, without accents, the most frequent first. */
const latin = {
  en: {
    stem: english,
    small:
      'the of and to a in is that it for you on with as are this be at have or was not but by from they an we can which do if how i will when what your there all so just my has its would use using used out up about no into than them then some could other also only these does did dont cant doesnt isnt our were been had she he his her their who where why while because me any should may',
  },
  de: {
    stem: german,
    small:
      'der die und das in den zu ist nicht ein mit es von ich auf dem eine sich fur auch im als wir bei sie wie man so aus an dass oder wenn nur werden wird sind noch nach aber kann des hat einen was war einer wir um am vor zum zur haben mehr durch uber keine kein dann schon sehr mal ihr wo warum weil mir mich uns',
  },
  fr: {
    stem: french,
    small:
      'de la le et les des en un une du est que dans pour qui au sur pas par plus ne se ce avec sont il je vous nous ou mais cette aux comme on son sa leur tout quand etre fait ont meme si ses y',
  },
  es: {
    stem: spanish,
    small:
      'de la que el en y los se del las un por con no una su para es al lo como mas pero sus le ya este si porque esta cuando muy sin sobre ser tiene tambien hasta hay donde desde nos todo',
  },
  pt: {
    stem: portuguese,
    small:
      'de a o que e do da em um para com nao uma os no se na por mais as dos como mas ao ele das seu sua ou quando muito nos ja eu tambem so pelo pela ate isso ela entre depois sem mesmo aos sao voce',
  },
  it: {
    stem: italian,
    small:
      'di e il la che in un per non una del con della si da le dei al i come ma piu sono lo anche nel alla gli delle questo ci se dal quando dalla nella ha essere o cosi io loro',
  },
  nl: {
    stem: dutch,
    small:
      'de van een het en in is dat op te zijn met voor niet die aan er om ook als dan maar bij nog uit door over naar heeft hij ze wordt kan wel we worden geen dit of deze zo ik je',
  },
  sv: {
    stem: swedish,
    small:
      'och att det i en pa ar som for av med den till inte har de om ett han men var jag vi sa kan nar fran sig ska eller hade vid sin nu ocksa efter man upp dem',
  },
  da: {
    stem: danish,
    small:
      'og at det i en er pa som for af med den til ikke har de om et han men var jeg vi sa kan nar fra sig skal eller havde ved sin nu ogsa efter man op dem',
  },
  fi: {
    stem: finnish,
    small:
      'ja on ei se etta oli han mutta ovat kun niin myos jos tai kuin mita olla nyt vain sen joka ole tama siita voi jo kanssa mina sina',
  },
  pl: {
    stem: polish,
    small:
      'i w na z do nie sie to jest ze o jak po co za od przez dla ale by tak czy juz tylko jego lub oraz przy ktory byl sa jako jeszcze ten',
  },
  tr: {
    stem: turkish,
    small:
      've bir bu da de icin ile ne o gibi daha cok olarak var sonra kadar ama mi en her olan ya ise degil ben biz bunu diye ki',
  },
} as const;

export type Language = keyof typeof latin;
const languages = Object.keys(latin) as Language[];

/** Of which languages each is a small word. */
const small = new Map<string, Language[]>();
for (const language of languages)
  for (const word of latin[language].small.split(' '))
    small.set(word, [...(small.get(word) ?? []), language]);

/** Languages that their letters tell. */
const byLetters: readonly (readonly [RegExp, Stem])[] = [
  [/^\p{sc=Cyrillic}/u, russian],
  [/^\p{sc=Greek}/u, greek],
  [/^\p{sc=Arabic}/u, arabic],
  [/^\p{sc=Devanagari}/u, hindi],
];

/**
 * The language of a text in Latin letters.
 * @param words folded
 * @returns `null`: none that is known here, or too little to tell
 */
export function languageOf(words: Iterable<string>): Language | null {
  const found = new Map<Language, number>();
  for (const word of words) {
    const those = small.get(word);
    if (those !== undefined)
      for (const language of those) found.set(language, (found.get(language) ?? 0) + 1);
  }
  const most = Math.max(0, ...found.values());
  return languages.find((language) => found.get(language) === most) ?? null;
}

/** Whether nearly every text of the language has it, so that it says little about one. @param word folded */
export const isSmall = (word: string, language: Language): boolean =>
  small.get(word)?.includes(language) === true;

/**
 * @param word in lower case, with accents
 * @param language of a word in Latin letters; `null`: each that is known here
 */
export function stemsOf(word: string, language: Language | null): readonly string[] {
  if (!/^[\p{L}\p{M}]{3,}$/u.test(word)) return [];
  if (!/^\p{sc=Latin}/u.test(word))
    return byLetters.flatMap(([letters, stem]) => (letters.test(word) ? [stem(word)] : []));
  const all = language === null ? languages : [language];
  return [...new Set(all.map((one) => latin[one].stem(word)))];
}
