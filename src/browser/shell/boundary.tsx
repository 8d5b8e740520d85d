import { Component, type ReactNode } from 'react'

/** Catches what breaks outside of a screen. React has no function for it. */
export class Boundary extends Component<{ broken: ReactNode; children: ReactNode }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? this.props.broken : this.props.children
  }
}
