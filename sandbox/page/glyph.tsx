/** The page's few drawings, all decoration: a text beside them or a label around them says the same. */
const paths = {
  lock: 'M7 10V7a5 5 0 0 1 10 0v3m-11 0h12v10H6z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'M4 12l16-7-5 15-4-6-7-2zm7 2l4-4',
  bolt: 'M13 3L5 14h6l-1 7 8-11h-6z',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  book: 'M12 7C10 5.5 7 5 4 5.200V18c3-.2 6 .3 8 2 2-1.7 5-2.2 8-2V5.200C17 5 14 5.5 12 7zm0 0v13',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4v5l3.5 2',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zm9.5-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  chat: 'M4 5h16v11H10l-4 4v-4H4z',
  plus: 'M12 5v14M5 12h14',
  gear: 'M4 8h9m5 0h2M4 16h3m5 0h8M15.5 5.500a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zm-6 8a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
};

/** One drawing. With `label` it is an image of that name, without it is hidden from assistive technology. */
export function Glyph({ name, label }: { name: keyof typeof paths; label?: string }) {
  const said = label === undefined ? { 'aria-hidden': true } : { role: 'img' as const, 'aria-label': label };
  return (
    <svg class="glyph" viewBox="0 0 24 24" {...said}>
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        stroke-width={name === 'more' ? 3 : 1.8}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** The square with the initials of a person, coloured by the id, or Lore's book. Decoration: the name stands beside it. */
export function Avatar({ id, name }: { id: string | null; name: string }) {
  if (id === null)
    return (
      <span class="avatar avatar-app" aria-hidden="true">
        <Glyph name="book" />
      </span>
    );
  const initials = name
    .split(/\s+/)
    .map((word) => Array.from(word)[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
  const hue =
    Array.from(id).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) * 137;
  return (
    <span class="avatar" style={`--hue: ${hue % 360}`} aria-hidden="true">
      {initials}
    </span>
  );
}
