// Loaded before a child's own code (`--import`): when whoever started it is gone, even by kill -9, the child ends in its own orderly way.
// The channel keeps nothing alive and carries no messages; that it closes is the message.
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
})
process.channel?.unref()
