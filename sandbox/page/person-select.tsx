import type { PersonView } from '../protocol.ts';

/** Chooses one of these people, or nobody (`''`). */
export function PersonSelect(props: {
  id: string;
  label: string;
  people: readonly PersonView[];
  chosen: string;
  choose: (userId: string) => void;
}) {
  return (
    <>
      <label for={props.id}>{props.label}</label>
      <select
        id={props.id}
        value={props.chosen}
        onChange={({ currentTarget }) => props.choose(currentTarget.value)}
      >
        <option value="">Choose a person</option>
        {props.people.map((person) => (
          <option value={person.id} key={person.id}>
            {person.name}
          </option>
        ))}
      </select>
    </>
  );
}

/** Everyone who is active, without `me`. */
export const activeOthers = (people: readonly PersonView[], me: PersonView): readonly PersonView[] =>
  people.filter(({ id, standing }) => id !== me.id && standing !== 'deactivated');
