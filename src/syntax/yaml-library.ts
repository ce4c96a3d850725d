/** The parts of the YAML package that are used. Loaded as a whole on first use, so bundlers leave the rest out. */
export { Composer, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from 'yaml';
