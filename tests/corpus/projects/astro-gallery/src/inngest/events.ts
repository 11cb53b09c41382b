export const PhotoEvents = Object.freeze({ uploaded: "photo/uploaded", deleted: "photo/deleted", tagged: "photo/tagged" });
