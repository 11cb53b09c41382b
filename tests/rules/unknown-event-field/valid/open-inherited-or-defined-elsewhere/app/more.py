from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class OrderPaid(BaseModel):
    model_config = ConfigDict(extra="allow")
    event_name: ClassVar[str] = "order/paid"
    order_id: str
