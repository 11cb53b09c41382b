"""Read and edit TypeScript and Python source by syntax tree; knows no Inngest, touches no disk."""
