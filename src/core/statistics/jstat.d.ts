/** What we use of it; it comes without types. */
declare module 'jstat' {
  const jStat: {
    readonly studentt: {
      /** @param probability 0 to 1 @param freedom degrees of freedom, 1 or more @returns the quantile */
      readonly inv: (probability: number, freedom: number) => number;
    };
    readonly normal: {
      /** @returns how likely a value up to this one is */
      readonly cdf: (value: number, mean: number, deviation: number) => number;
    };
    readonly beta: {
      /** @param alpha more than 0 @param beta more than 0 */
      readonly mean: (alpha: number, beta: number) => number;
    };
  };
  export default jStat;
}
