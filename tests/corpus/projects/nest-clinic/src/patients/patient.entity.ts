import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity()
export class Patient {
  @PrimaryColumn() id!: string;
  @Column() first!: string;
  @Column() last!: string;
  @Column() email!: string;
  @Column({ nullable: true }) remindedAt?: Date;
}
