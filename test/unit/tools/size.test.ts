import { sizeOf } from '../../../tools/size.ts';

test('counts the lines that import, over however many they go, and no others', () => {
  const one = "import { a } from './a.ts';\nimport {\n  b,\n  c,\n} from './b.ts';\n\nexport const d = 1;\n";
  const two = "// import nothing\nconst text = `\n  import './x.ts';\n`;\n";
  expect(
    sizeOf(
      new Map([
        ['one.ts', one],
        ['two.ts', two],
      ]),
    ),
  ).toEqual({
    files: 2,
    lines: 11,
    median: 7,
    longest: { path: 'one.ts', lines: 7 },
    importShare: 0.455,
  });
});
