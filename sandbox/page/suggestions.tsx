import { useLayoutEffect, useRef } from 'preact/hooks';

export interface Suggestion {
  readonly title: string;
  readonly more: string;
  readonly description: string;
}

/** The list above the composer. The focus stays in the text; `chosen` is what Enter takes. */
export function Suggestions(props: {
  id: string;
  name: string;
  items: readonly Suggestion[];
  chosen: number;
  accept: (index: number) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(
    () => list.current?.children[props.chosen]?.scrollIntoView({ block: 'nearest' }),
    [props.chosen],
  );
  return (
    <ul ref={list} class="suggestions" role="listbox" id={props.id} aria-label={props.name}>
      {props.items.map(({ title, more, description }, index) => (
        <li
          role="option"
          id={`${props.id}-${index}`}
          aria-selected={index === props.chosen}
          key={title}
          onMouseDown={(event) => {
            event.preventDefault();
            props.accept(index);
          }}
        >
          <strong>{title}</strong> {more}
          <small>{description}</small>
        </li>
      ))}
    </ul>
  );
}
