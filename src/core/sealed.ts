/** Text that stands in the database encrypted only. `Scope.seal` makes it, `ReadScope.unseal` reads it; nothing else can do either. */
declare const brand: unique symbol;
export type Sealed = string & { readonly [brand]: 'sealed' };
