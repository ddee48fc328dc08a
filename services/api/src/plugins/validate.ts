// Schemas are TypeBox, compiled once. Bodies are taken as they are; path, query and headers, which are all text, are converted and given their defaults.
import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'

/** Compiles one schema for Fastify. */
export const validate: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema)
  return (given: unknown) => {
    const value = httpPart === 'body' ? given : Value.Convert(schema, Value.Default(schema, Value.Clone(given)))
    if (compiled.Check(value)) return { value }
    return { error: compiled.Errors(value) as unknown as FastifySchemaValidationError[] }
  }
}
