from enum import StrEnum


class EventName(StrEnum):
    LABEL_REQUESTED = "label/requested"
    LABEL_PRINTED = "label/printed"
    PARCEL_MOVED = "parcel/moved"


PARCEL = "parcel"
LOST = f"{PARCEL}/lost"
FOUND = "/".join([PARCEL, "found"])
