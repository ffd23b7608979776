/** The package has no types of its own. */
declare module 'edmonds-blossom-fixed' {
  /**
   * The matching of the greatest weight.
   * @param edges two vertices, numbered from 0 without gaps, and an integer weight
   * @param maxCardinality only among the matchings with the most edges
   * @returns each vertex's partner, or -1
   */
  export default function blossom(
    edges: readonly (readonly [number, number, number])[],
    maxCardinality?: boolean,
  ): readonly number[];
}
