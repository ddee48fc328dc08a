// Waiting with an end. The work itself goes on: only the wait is given up.

/** The promise's result, or an error with this text after `ms` of real time. */
export async function within<T>(ms: number, promise: Promise<T>, text: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(text)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
