import { z } from 'zod'

// The server's content policy forbids code made from text. Zod would try, fall back, and leave a report in the console.
// This must be the first import of the workspace: schemas decide when they are made.
z.config({ jitless: true })
