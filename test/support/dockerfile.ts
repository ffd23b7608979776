/** A Dockerfile, read: its stages, each with its instructions. */
interface Instruction {
  /** In capitals. */
  readonly name: string;
  readonly rest: string;
}

/** By name of the stage; the last one is `''`. @throws when it begins with something else than a stage */
export function stagesOf(text: string): ReadonlyMap<string, readonly Instruction[]> {
  const lines = text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages = new Map<string, Instruction[]>();
  let now: Instruction[] | undefined;
  for (const line of lines) {
    const [name = '', ...words] = line.split(' ');
    const rest = words.join(' ');
    if (name === 'FROM') stages.set(/ AS (\S+)$/.exec(rest)?.[1] ?? '', (now = []));
    if (now === undefined) throw new Error(`No stage is begun at: ${line}`);
    now.push({ name, rest });
  }
  return stages;
}

/** What an instruction of the exec form says. @throws when it has the other form, through a shell, which keeps signals to itself */
export function execForm(stage: readonly Instruction[], name: string): readonly string[] {
  const { rest = '' } = stage.find((each) => each.name === name) ?? {};
  return JSON.parse(rest.slice(rest.indexOf('['))) as readonly string[];
}
