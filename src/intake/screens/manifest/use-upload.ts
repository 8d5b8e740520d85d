import { useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { Problem } from '#base/problem.ts'
import { useCommand } from '#browser/calling.ts'
import { intake } from '../../contract/calls.ts'

/** As many bytes as the server takes: what is larger is refused before it travels. */
const most = 20_000_000

export type Upload = {
  /** The file that is being read now. */
  reading: { manifestId: string; fileName: string } | undefined
  problem: unknown
  start: (file: File) => void
}

/** Sends a file to be read. `onRead` is told the id of its preview. A refused file leaves the screen as it was, with the reason. */
export function useUpload(arrivalId: string, onRead: (manifestId: string) => void): Upload {
  const [reading, setReading] = useState<Upload['reading']>()
  const [problem, setProblem] = useState<unknown>()
  const send = useCommand(intake.uploadManifest, { changes: [intake.listManifests] })
  const start = async (file: File) => {
    setProblem(undefined)
    const megabytes = Math.ceil(file.size / 1_000_000)
    if (file.size > most) return setProblem(new Problem(413, 'file-too-large', { found: megabytes, limit: most / 1_000_000 }))
    const manifestId = uuidv7()
    setReading({ manifestId, fileName: file.name })
    try {
      await send.mutateAsync({ arrivalId, manifestId, fileName: file.name, content: await base64Of(file) })
      onRead(manifestId)
    } catch (error) {
      setProblem(error)
    } finally {
      setReading(undefined)
    }
  }
  return { reading, problem, start: (file) => void start(file) }
}

/** The bytes of a file as base64. A file that cannot be read any more (moved, unplugged) is damaged to us. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(new Problem(422, 'file-damaged'))
    reader.readAsDataURL(file)
  })
}
