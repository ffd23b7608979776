/** What we use of it; it comes without types. */
declare module 'jstat' {
  const jStat: {
    readonly studentt: {
      /** @param probability 0 to 1 @param freedom degrees of freedom, 1 or more @returns the quantile */
      readonly inv: (probability: number, freedom: number) => number;
    };
  };
  export default jStat;
}
